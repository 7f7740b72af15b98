"""Plan to Clips: the media of every shot, with the passes a video model or a compositor needs, and its measures."""
