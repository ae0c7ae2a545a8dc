"""Line drawings for an exhibition without photographs: plain values in, SVG text out.

Four doors: `art` draws the plates that stand in for pictures, `diagrams` the
ladders, rings and trees of a programme, `floorplan` the halls, `bars` the
figures. Behind them, `strokes` holds the lines of a technical drawing,
`lettering` its words, `seed` the parameters that an id decides, and one
module after another the families of things. Every drawing uses
`currentColor` and presentation attributes only, so that it takes the colours
of its page in both themes and passes a strict content security policy.
"""
