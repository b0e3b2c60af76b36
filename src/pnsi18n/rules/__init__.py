"""The judgement. One module a rule family; a rule is a value with its reason and examples."""
