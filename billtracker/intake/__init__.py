"""How bodies come in and become rows: sources, runs, the pipeline, and the review queue.

`sources` is what the code knows of each source, `pipeline` the one path that all bodies take,
`review` the matters left for a person. The apps register their sources when they start.
"""
