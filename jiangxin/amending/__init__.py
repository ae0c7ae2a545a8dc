"""A file that stands, and what it should say → the same file, with only that changed.

Comments, the order of fields, blank lines, quotation marks, line ends and the byte order mark are the
editor's and stay, byte for byte. Four steps, none of which touches the disk:

    text      the file's characters, and where each came from      `spans`
    edits     what must be written instead of what, and no more    `edits`
    words     how a value is written where there was none          `compose`
    file      its bytes with the edits made, read again            `amend`

What comes out is read again: where it does not say exactly what was meant, nothing is given.
"""
