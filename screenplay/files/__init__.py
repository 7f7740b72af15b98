"""A file's bytes before they are a script: which format it is, and its text, archive or XML taken out of it safely."""
