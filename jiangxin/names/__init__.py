"""How names are said and written: what lists of people are put in order by.

A Chinese list of names has two orders, by sound (pinyin) and by the strokes of the
surname, and neither can be told from the characters' codes. Both are looked up
here once and given to the plan as values, so that pages need no dictionary.

Modules: `surnames` says where a surname ends and how it is read, `pinyin` spells a
name, `strokes` counts and orders characters, `rare` says which characters few can
read, `read` puts together what an exhibition needs.
"""
