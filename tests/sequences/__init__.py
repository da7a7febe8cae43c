"""Random sequences of what people do to critique, and what has to be true after each.

`moves` is what can be done: one small function each, found by `@move`. `scene` is what they act
on; `rows` is all that is stored of it, `laws` what must hold of the rows alone, `history` what
must hold from one moment to the next, `readers` what may be shown to the public, `viewers` who
sees just that.
"""
