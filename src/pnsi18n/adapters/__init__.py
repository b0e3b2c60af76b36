"""The hands. The only floor that opens files, reads tables and drives other people's libraries.

Each third-party library has one doorkeeper here, so that a new major version is one file's work.
"""
