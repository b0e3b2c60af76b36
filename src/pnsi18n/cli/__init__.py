"""The door. One file a command: parse arguments, call a workflow, show, return an exit code."""
