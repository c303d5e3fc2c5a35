"""What the worker does: periodic jobs and long works, each claimed by one worker.

Lower than the rooms whose work it runs: they register a job or a work in `ready()`. It
knows nothing of what it runs, nor of people beyond a user name kept as text.
"""
