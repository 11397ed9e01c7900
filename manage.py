#!/usr/bin/env python3
from narahubung.config.command import main

if __name__ == "__main__":
    main()
