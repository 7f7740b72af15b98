"""Screenplay to Plan: who, where, what happens, how it is covered, where everybody and the camera are."""
