// django-allauth tells what went wrong with a passkey; the page has the words for it.
document.addEventListener("allauth.error", (event) => {
  const notice = document.getElementById("passkey-failed");
  if (!notice) return;
  event.preventDefault();
  notice.hidden = false;
});
