"""The craft. Pure functions over text: they neither open files nor know who called them."""
