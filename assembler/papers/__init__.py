"""What goes on set on paper: overhead plots, shot list, order to shoot in, lined script.

Each is drawn from the plan alone; boards, where there are any, only illustrate the shot list.
"""
