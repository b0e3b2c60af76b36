"""Reviewed English patient handouts, in every patient's language, on paper.

The house has floors, and imports go down only: ``cli`` (the door), ``workflows`` (the verbs),
``adapters`` (the hands) beside ``rules`` (the judgement), ``text`` (the craft), ``errors``, and
``model`` (the nouns). ``docs/architecture.md`` is the guided tour.
"""

__version__ = "0.1.0"
