#include "gui/widgets/snippetview.h"

#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <cmath>

namespace wirewise::gui {

namespace {

constexpr int Padding = 4, Indent = 10, LineHeight = 17;

enum class LineKind { Context, Removed, Added, Comment };

LineKind kindOf(QStringView line)
{
    if (line.startsWith(u"- ") || line == u"-")
        return LineKind::Removed;
    if (line.startsWith(u"+ ") || line == u"+")
        return LineKind::Added;
    const QStringView trimmed = line.trimmed();
    return trimmed.startsWith(u'#') || trimmed.startsWith(u"//") ? LineKind::Comment : LineKind::Context;
}

} // namespace

SnippetView::SnippetView(QWidget *parent)
    : QTextEdit(parent)
{
    setObjectName(QStringLiteral("snippetView"));
    setAccessibleName(tr("Change to make"));
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setFrameStyle(QFrame::NoFrame);
    setLineWrapMode(QTextEdit::NoWrap);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    setViewportMargins(1, Padding + 1, 1, Padding + 1);
    connect(&Theme::instance(), &Theme::changed, this, &SnippetView::refresh);
    // A bar that comes or goes takes room from no line.
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, [this] { updateGeometry(); });
    refresh();
}

void SnippetView::setSnippet(const QString &snippet)
{
    m_snippet = snippet;
    refresh();
}

QString SnippetView::resultText() const
{
    QStringList lines;
    for (const QString &line : m_snippet.split(u'\n')) {
        switch (kindOf(line)) {
        case LineKind::Removed:
            break;
        case LineKind::Added:
            lines.append(line.mid(2));
            break;
        case LineKind::Context:
        case LineKind::Comment:
            // Context of a change is indented by the two columns of the sign.
            lines.append(line.startsWith(u"  ") ? line.mid(2) : line);
            break;
        }
    }
    return lines.join(u'\n');
}

void SnippetView::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
}

QSize SnippetView::sizeHint() const
{
    const int lines = qBound(1, document()->blockCount(), m_maximumLines);
    const int line = Theme::instance().scaled(LineHeight);
    return {320, lines * line + 2 * Padding + 2 +
                     (horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0)};
}

QSize SnippetView::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void SnippetView::refresh()
{
    const Theme &theme = Theme::instance();
    QPalette own = palette();
    own.setColor(QPalette::Base, colour(Token::Sunken));
    own.setColor(QPalette::Text, colour(Token::Text1));
    own.setColor(QPalette::Highlight, colour(Token::AccentText));
    own.setColor(QPalette::HighlightedText, colour(Token::Surface));
    setPalette(own);
    setFont(theme.font(TextStyle::Bytes));
    setPlainText(m_snippet);
    QList<QTextEdit::ExtraSelection> grounds;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const LineKind kind = kindOf(block.text());
        QTextBlockFormat line;
        line.setTextIndent(Indent);
        line.setLineHeight(theme.scaled(LineHeight), QTextBlockFormat::FixedHeight);
        QTextCharFormat text;
        text.setForeground(colour(kind == LineKind::Removed   ? Token::Fail
                                  : kind == LineKind::Added   ? Token::Ok
                                  : kind == LineKind::Comment ? Token::Text3
                                                              : Token::Text1));
        QTextCursor whole(block);
        whole.setBlockFormat(line);
        whole.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        whole.setCharFormat(text);
        if (kind == LineKind::Removed || kind == LineKind::Added) {
            // From side to side of the card, not only behind the letters.
            QTextEdit::ExtraSelection ground;
            ground.cursor = QTextCursor(block);
            ground.format.setProperty(QTextFormat::FullWidthSelection, true);
            ground.format.setBackground(colour(kind == LineKind::Removed ? Token::FailSoft : Token::OkSoft));
            grounds.append(ground);
        }
    }
    cursor.endEditBlock();
    setExtraSelections(grounds);
    updateGeometry();
    viewport()->update();
    update();
}

void SnippetView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        setLayoutDirection(Qt::LeftToRight); // code reads from the left
}

// The card around the text: the viewport lies inside it.
bool SnippetView::event(QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        QPainter painter(this);
        paintBox(&painter, rect(), colour(Token::Sunken),
                 colour(hasFocus() ? Token::AccentText : Token::Border), CardRadius);
        return true;
    }
    return QTextEdit::event(event);
}

} // namespace wirewise::gui
