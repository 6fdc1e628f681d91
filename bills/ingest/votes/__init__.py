"""Votes from the record's own words: one grammar behind several markups. Pure throughout.

`bodies` decodes and refuses, a markup (`hansard_html`, `hansard_text`, `journals`, `pasted`)
makes lines of a text, `grammar` makes votes of the lines, `course` tells what else happened.
What comes out is `printed`: parties, members and bills as the text names them. Whom the names
mean is for a later step.
"""
