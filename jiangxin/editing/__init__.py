"""What an editor does to `content/` through forms: open, change, undo, without a word of HTTP.

    ref        which entry                                              `sources`
    sheet      what its files say, with the problems of `check`         `sheet`
    changes    what should be otherwise, by field                       `changes`
    files      amended to the byte, checked before they are written     `desk`
    journal    every step, kept so that it can be undone tomorrow       `journal`

The disk is the only state: files may be changed by anybody at any time, and nothing is overwritten unseen.
"""
