"""What draws in SVG 1.1 and 2, by name, and what acts. Whatever stands in no list is left out."""

from __future__ import annotations

_SHAPES = "a circle defs ellipse g image line marker path polygon polyline rect style svg switch symbol use"
_PAINT = "clipPath linearGradient mask pattern radialGradient stop"
_TEXT = "desc text textPath title tspan"
_FILTERS = """
feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter
"""
_ANIMATIONS = "animate animateMotion animateTransform mpath set"
_ACTING = """
applet audio base canvas discard embed foreignobject form frame frameset handler html iframe input link listener meta
object script video
"""

ANIMATIONS = frozenset(_ANIMATIONS.split())
ELEMENTS = frozenset(" ".join((_SHAPES, _PAINT, _TEXT, _FILTERS, _ANIMATIONS)).split())
TEXT_ELEMENTS = frozenset(("text", "textPath", "tspan"))
ACTING = frozenset(_ACTING.split())  # in lower case

_PRESENTATION = """
alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
direction display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font
font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant
font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric font-weight
glyph-orientation-horizontal glyph-orientation-vertical image-rendering inline-size isolation kerning letter-spacing
lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
paint-order pointer-events shape-inside shape-rendering stop-color stop-opacity stroke stroke-dasharray
stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor
text-decoration text-orientation text-overflow text-rendering transform transform-box transform-origin unicode-bidi
vector-effect visibility white-space word-spacing writing-mode
"""
_GEOMETRY = """
clipPathUnits cx cy d dx dy fr fx fy gradientTransform gradientUnits height lengthAdjust markerHeight markerUnits
markerWidth maskContentUnits maskUnits method offset orient pathLength patternContentUnits patternTransform
patternUnits points preserveAspectRatio r refX refY rotate rx ry side spacing spreadMethod startOffset textLength
viewBox width x x1 x2 y y1 y2
"""
_FILTER_ATTRIBUTES = """
amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent filterRes filterUnits in in2
intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength limitingConeAngle mode numOctaves operator order pointsAtX
pointsAtY pointsAtZ preserveAlpha primitiveUnits radius result scale seed slope specularConstant specularExponent
stdDeviation stitchTiles surfaceScale tableValues targetX targetY type values xChannelSelector yChannelSelector z
"""
_ANIMATION_ATTRIBUTES = """
accumulate additive attributeName attributeType begin by calcMode dur end fill from keyPoints keySplines keyTimes max
min origin path repeatCount repeatDur restart to
"""
_ANY = "class id lang media requiredExtensions style systemLanguage version xml:lang xml:space"

ATTRIBUTES = frozenset(" ".join((_PRESENTATION, _GEOMETRY, _FILTER_ATTRIBUTES, _ANIMATION_ATTRIBUTES, _ANY)).split())
