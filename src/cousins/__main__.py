"""``python -m cousins`` is the command line."""

from cousins.cli import main

if __name__ == "__main__":
    main()
