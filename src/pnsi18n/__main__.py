"""Let ``python -m pnsi18n`` do what ``pnsi18n`` does."""

from pnsi18n.cli.app import main

if __name__ == "__main__":
    main()
