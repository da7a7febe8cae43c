"""What people said, in the text part of a mail."""

from django import template

from mail.contents.texts import quoted

register = template.Library()
register.filter("quoted", quoted)
