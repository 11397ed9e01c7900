def test_a_page_is_indonesian_whatever_the_shop_set_the_phone_to(client):
    page = client.get("/ui/components/", headers={"accept-language": "en-US,en;q=0.9"})
    assert page.headers["Content-Language"] == "id"
    assert '<html lang="id"' in page.content.decode()


def test_the_switch_is_remembered(client):
    client.post("/ui/language/", {"language": "en", "next": "/ui/components/"})
    assert client.get("/ui/components/").headers["Content-Language"] == "en"


def test_an_unknown_language_is_indonesian(client):
    client.cookies["language"] = "xx"
    assert client.get("/ui/components/").headers["Content-Language"] == "id"
