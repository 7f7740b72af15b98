"""The film's sound: scratch voices, the air of each place, the effects the script asks for, and their mix."""
