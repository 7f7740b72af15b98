"""From steps to marks: who is where, sits on what, walks which way and looks at whom."""
