"""The words every stage shares: exact time, the screenplay, the plan, clips, the timeline, errors.

Everything here is a frozen value.  The package imports pydantic and the standard library only, so
that any stage can stand on it and none can reach another through it.
"""
