"""Styles of Word and WPS, by their English and Chinese names, and what each is; in mammoth's own notation."""

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='副标题'] => p.subtitle:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='题注'] => p.caption:fresh
p[style-name='图注'] => p.caption:fresh
p[style-name='标题 1'] => h1:fresh
p[style-name='标题 2'] => h2:fresh
p[style-name='标题 3'] => h3:fresh
p[style-name='标题 4'] => h4:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='引用'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='正文'] => p:fresh
p[style-name='Body Text'] => p:fresh
p[style-name='正文文本'] => p:fresh
p[style-name='Body Text Indent'] => p:fresh
p[style-name='Normal (Web)'] => p:fresh
p[style-name='List Paragraph'] => p:fresh
p[style-name='列表段落'] => p:fresh
p[style-name='Plain Text'] => p:fresh
p[style-name='No Spacing'] => p:fresh
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
br[type='page'] => hr
"""
