"""The moves of an exchange as HTML: one of a row's functions, as `markup` says why."""

from collections.abc import Iterable
from html import escape

from django.utils.translation import gettext

from critiques.record.exchange.folding import MoveRun
from critiques.record.exchange.moves import ToldMove
from critiques.record.sentences import more_of


def print_runs(runs: Iterable[MoveRun]) -> str:
    """Return the moves as a list; what is folded is a list within, or a link to it."""
    return f'<ol class="moves" role="list">{"".join(map(_run, runs))}</ol>'


def _run(run: MoveRun) -> str:
    if run.url:
        return f'<li><a href="{run.url}">{more_of(len(run.moves))}</a></li>'
    moves = "".join(map(_move, run.moves))
    if not run.folded:
        return moves
    return (
        f'<li><details class="fold"><summary>{more_of(len(run.moves))}</summary>'
        f'<ol class="moves" role="list">{moves}</ol></details></li>'
    )


def _move(move: ToldMove) -> str:
    space = "" if move.says.startswith(",") else " "
    who = f'<b dir="auto">{escape(move.name)}</b>{space}' if move.name else ""
    also = _also(move) if move.wording else ""
    beneath = "".join(_aside(each, move.leads_in) for each in move.beneath)
    return (
        f'<li class="move" data-move-by="{escape(move.by)}" data-act="{move.act}">'
        f'<p class="move__who">{who}{escape(move.says)}, {_when(move)}</p>'
        + (f'<p class="move__text" dir="auto">{_text(move)}</p>' if move.text else "")
        + also
        + (f'<ul class="asides" role="list">{beneath}</ul>' if beneath else "")
        + "</li>"
    )


def _also(move: ToldMove) -> str:
    said = gettext("also put as “%(wording)s”") % {"wording": escape(move.wording)}
    return f'<p class="move__also" dir="auto">{said}</p>'


def _aside(move: ToldMove, label: str) -> str:
    """Return what was said beneath a move."""
    who = f'<b dir="auto">{escape(move.name)}</b>{escape(move.says)}, {_when(move)}'
    return (
        f'<li dir="auto"><span class="move__who">{escape(label)}: {who}:</span> {_text(move)}</li>'
    )


def _text(move: ToldMove) -> str:
    target = move.points_to
    if target is None:
        return escape(move.text)
    # As it is text in a text, it has its writer and its date, too.
    return f"{escape(move.text)} ({escape(target.name)}, {_when(target)}: {escape(target.text)})"


def _when(move: ToldMove) -> str:
    return f'<a href="{move.url}">{move.when}</a>' if move.url else move.when
