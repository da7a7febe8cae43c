"""How mails look: as little as will do, with the colours of whoever reads them."""

from django.utils.safestring import mark_safe

# In the mail itself, as programs fetch nothing for it; no colour, so that dark ones stay dark.
STYLE = mark_safe(
    """<style>
:root { color-scheme: light dark }
body { max-width: 38rem; margin: 0 auto; padding: 1rem; font: 1rem/1.6 Georgia, serif;
  overflow-wrap: anywhere }
h1 { margin: 0 0 1rem; font-size: 1.15rem; line-height: 1.4 }
h2 { margin: 2rem 0 .5rem; font-size: 1.05rem }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem }
blockquote { margin: 0 0 1rem; padding: 0 0 0 1rem; border-left: 3px solid #888 }
pre { overflow-x: auto; white-space: pre-wrap }
table { border-collapse: collapse }
th, td { padding: .2rem .6rem; border: 1px solid #888; text-align: start }
footer { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid #888 }
footer, h2 { font-family: sans-serif }
footer { font-size: .875rem }
</style>"""
)
