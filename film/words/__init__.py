"""Word tables that several stages read scripts with: roles, given names, and how a voice is heard."""
