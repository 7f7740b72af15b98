"""Which shots play a scene: idioms of film chosen beat by beat from what happens, never from the clock."""
