#include "gui/reportpaper.h"

#include "gui/exportwatch.h"
#include "gui/widgets/textstyle.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextList>

#include <cmath>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReportPaper)
};

/// Of a removed place on paper, as the report's sheet for documents has it. Nothing else has this ground.
const QColor RemovedGround(0x14, 0x16, 0x1a);
const QColor Ink(0x16, 0x18, 0x1d), FaintInk(0x5c, 0x64, 0x70);
/// The report's sheet is written in pixels of a screen; paper takes them as 1/96 inch.
constexpr int Resolution = 96;
constexpr double Side = 16, FootHeight = 9; // millimetres
constexpr int FontSize = 13;                // pixels

QFont paperFont(const QString &family, int size)
{
    QFont font(family);
    font.setPixelSize(size);
    return font;
}

} // namespace

ReportPaper::ReportPaper(const QString &text, Text kind)
{
    setUndoRedoEnabled(false);
    setDefaultFont(paperFont(textFamily(), FontSize));
    setDocumentMargin(24);
    if (kind == Text::Html) {
        setHtml(text);
        keepHeadingSizes();
        return;
    }
    setMarkdown(text, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                          QTextDocument::MarkdownNoHTML);
    dressMarkdown();
}

QList<QTextCursor> ReportPaper::stretches(bool (*isWanted)(const QTextCharFormat &)) const
{
    QList<QTextCursor> found;
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            if (!isWanted(part.fragment().charFormat()))
                continue;
            QTextCursor cursor(block);
            cursor.setPosition(part.fragment().position());
            cursor.setPosition(part.fragment().position() + part.fragment().length(),
                               QTextCursor::KeepAnchor);
            found.append(cursor);
        }
    }
    return found;
}

/// Qt makes a heading larger on top of the size that the sheet gives it.
void ReportPaper::keepHeadingSizes()
{
    const auto isAdjusted = [](const QTextCharFormat &format) {
        return format.hasProperty(QTextFormat::FontSizeAdjustment);
    };
    for (QTextCursor &cursor : stretches(isAdjusted)) {
        QTextCharFormat format = cursor.charFormat();
        format.clearProperty(QTextFormat::FontSizeAdjustment);
        cursor.setCharFormat(format);
    }
}

/// Markdown names no fonts and no distances; Qt counts the code within a list as its items.
void ReportPaper::dressMarkdown()
{
    QTextCharFormat code;
    code.setFontFamilies({bytesFamily()});
    code.setProperty(QTextFormat::FontPixelSize, FontSize - 2);
    code.setBackground(QColor(0xf0, 0xf1, 0xf4));
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const bool isCode = format.nonBreakableLines() && block.begin() != block.end() &&
                            block.begin().fragment().charFormat().fontFixedPitch();
        format.setNonBreakableLines(false);
        if (isCode) {
            if (QTextList *list = block.textList()) {
                list->remove(block);
                format = block.blockFormat(); // it names no list any more
                format.setNonBreakableLines(false);
            }
        } else {
            format.setTopMargin(format.headingLevel() > 0 ? 14 : 0);
            format.setBottomMargin(4);
        }
        cursor.setBlockFormat(format);
    }
    for (QTextCursor &cursor : stretches([](const QTextCharFormat &part) { return part.fontFixedPitch(); }))
        cursor.mergeCharFormat(code);
}

/// A heading that ends a page goes to the next one, to what it stands above.
void ReportPaper::keepHeadings(qreal pageHeight)
{
    constexpr qreal RoomBelow = 72;
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0)
            continue;
        const qreal end = std::fmod(documentLayout()->blockBoundingRect(block).bottom(), pageHeight);
        if (end < pageHeight - RoomBelow)
            continue;
        QTextBlockFormat format = block.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        QTextCursor(block).setBlockFormat(format);
    }
}

QVariant ReportPaper::loadResource(int, const QUrl &)
{
    return {};
}

QList<ReportPaper::Box> ReportPaper::removedPlaces() const
{
    QList<Box> boxes;
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            if (fragment.charFormat().background().color() != RemovedGround)
                continue;
            const int end = fragment.position() + fragment.length();
            if (!boxes.isEmpty() && boxes.constLast().to == fragment.position())
                boxes.last().to = end;
            else
                boxes.append({fragment.position(), end});
        }
    }
    return boxes;
}

bool ReportPaper::writePdf(QIODevice &out, const QString &title, const ExportWatch &watch)
{
    QPdfWriter writer(&out);
    writer.setResolution(Resolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(Side, Side, Side, Side), QPageLayout::Millimeter);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Wirewise ") % QCoreApplication::applicationVersion());
    const double millimetre = Resolution / 25.4;
    const QSizeF all(writer.width(), writer.height());
    const QSizeF body(all.width(), all.height() - FootHeight * millimetre);
    setUseDesignMetrics(true); // no hints for the pixels of a screen
    setDocumentMargin(0);
    setPageSize(body);
    keepHeadings(body.height());
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    const QFont small = paperFont(textFamily(), FontSize - 3);
    const int pages = pageCount();
    for (int page = 0; page < pages && !watch.isCancelled(); ++page) {
        if (page > 0 && !writer.newPage())
            return false;
        painter.save();
        painter.translate(0, -page * body.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, page * body.height(), body.width(), body.height());
        context.palette.setColor(QPalette::Text, Ink);
        painter.setClipRect(context.clip);
        documentLayout()->draw(&painter, context);
        painter.restore();
        painter.setFont(small);
        painter.setPen(FaintInk);
        const QRectF foot(0, body.height(), all.width(), all.height() - body.height());
        const QString number = Words::tr("Page %1 of %2").arg(page + 1).arg(pages);
        const int room = painter.fontMetrics().horizontalAdvance(number) + int(4 * millimetre);
        painter.drawText(foot, int(Qt::AlignRight | Qt::AlignBottom), number);
        painter.drawText(foot, int(Qt::AlignLeft | Qt::AlignBottom),
                         painter.fontMetrics().elidedText(title, Qt::ElideRight, int(all.width()) - room));
    }
    return painter.end() && !watch.isCancelled();
}

} // namespace wirewise::gui
