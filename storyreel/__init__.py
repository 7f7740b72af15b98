"""The room on top: the command line, the project folder, the store, and the run that ties the stages together."""
