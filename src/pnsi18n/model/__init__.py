"""The nouns. Frozen values, standard library only, nothing that opens a file.

``message`` and ``handout`` are the English side, ``catalog`` and ``unit`` the translator's,
``language`` and ``region`` say for whom and where a sheet is printed, ``edition`` is the sheet,
``finding`` and ``rule`` are how the tool says that something is wrong.
"""
