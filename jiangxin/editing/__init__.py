"""What an editor does to `content/` through forms: open, change, undo, without a word of HTTP.

    ref        which entry, in which files                          `sources`
    sheet      what they say, with the problems of `check`          `sheet`
    form       what can be said, by the schema                      `forms`
    changes    what should be otherwise, by field                   `changes`
    files      amended to the byte, checked, and only then written  `desk`
    steps      one at a time, each kept so that it can be undone    `steps`, `journal`

The disk is the only state: files may be changed by anybody at any time, and nothing is overwritten unseen.
"""
