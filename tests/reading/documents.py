"""Word documents made by hand, part by part as the standard (ECMA-376) has them; and Parquet files."""

import io
import zipfile
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {WORD}>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 1"/></w:style>
</w:styles>"""
NUMBERING = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering {WORD}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
LOOKS = {"title": '<w:pStyle w:val="a"/>', "heading": '<w:pStyle w:val="b"/>',
         "item": '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', "": ""}


def paragraph(text: str, style: str = "", before: str = "") -> str:
    """One paragraph; ``before`` is mark-up that comes before its text."""
    return f'<w:p><w:pPr>{LOOKS[style]}</w:pPr>{before}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def word(*body: str, doctype: str = "") -> bytes:
    """The file; ``doctype`` stands before its document."""
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{doctype}<w:document {WORD}><w:body>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", f"{head}{''.join(body)}</w:body></w:document>")
        file.writestr("word/styles.xml", STYLES)
        file.writestr("word/numbering.xml", NUMBERING)
    return made.getvalue()


def parquet(group: int | None = None, **cells: list[Any]) -> bytes:
    """The file with these columns; ``group`` is how many rows stand together."""
    made = io.BytesIO()
    pq.write_table(pa.table(cells), made, row_group_size=group)
    return made.getvalue()
