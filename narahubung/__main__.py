from narahubung.config.command import main

main()
