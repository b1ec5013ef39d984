#include "gui/scriptedit.h"

#include "gui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QTextBlock>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestColoured = 20'000; // characters of a line

bool isRunKey(const QKeyEvent *key)
{
    return (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
           key->modifiers().testFlag(Qt::ControlModifier);
}

} // namespace

ScriptHighlighter::ScriptHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
    connect(&Theme::instance(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void ScriptHighlighter::highlightBlock(const QString &text)
{
    if (text.size() > LongestColoured)
        return;
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(QLatin1Char('#'))) {
        setFormat(0, static_cast<int>(text.size()), colour(Token::Text3));
        return;
    }
    static const QRegularExpression verb(
        QStringLiteral("^\\s*(set|send|send-binary|ping|expect|expect-close|keep|wait|close)(?=\\s|$)"));
    const QRegularExpressionMatch found = verb.match(text);
    if (found.hasMatch())
        setFormat(static_cast<int>(found.capturedStart(1)), static_cast<int>(found.capturedLength(1)),
                  colour(Token::HeaderName));
    static const QRegularExpression within(QStringLiteral("\\bwithin\\s+\\S+"));
    if (const auto limit = within.match(text); limit.hasMatch() && found.captured(1).startsWith(u"expect"))
        setFormat(static_cast<int>(limit.capturedStart()), static_cast<int>(limit.capturedLength()),
                  colour(Token::Text2));
    static const QRegularExpression names(QStringLiteral("\\{\\{\\s*[A-Za-z0-9_.:-]+\\s*\\}\\}"));
    QTextCharFormat format;
    format.setForeground(colour(Token::AccentText));
    format.setBackground(colour(Token::Sel));
    for (auto name = names.globalMatch(text); name.hasNext();) {
        const QRegularExpressionMatch match = name.next();
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
    }
}

/// Paints for the edit, in whose margin it lies.
class ScriptEdit::Gutter : public QWidget
{
public:
    explicit Gutter(ScriptEdit *edit)
        : QWidget(edit)
        , m_edit(edit)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_edit->paintGutter(event); }

private:
    ScriptEdit *m_edit;
};

ScriptEdit::ScriptEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(this))
{
    setFrameShape(NoFrame);
    new ScriptHighlighter(document());
    connect(this, &QPlainTextEdit::blockCountChanged, this, &ScriptEdit::fit);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(&Theme::instance(), &Theme::changed, this, &ScriptEdit::follow);
    follow();
}

void ScriptEdit::follow()
{
    setFont(Theme::instance().font(TextStyle::Bytes));
    fit();
    markLine(m_marked);
}

int ScriptEdit::gutterWidth() const
{
    const auto digits = std::max<qsizetype>(2, QString::number(blockCount()).size());
    return fontMetrics().horizontalAdvance(QLatin1Char('0')) * static_cast<int>(digits) +
           Theme::instance().scaled(16);
}

void ScriptEdit::fit()
{
    const bool isReversed = layoutDirection() == Qt::RightToLeft;
    const int width = gutterWidth();
    setViewportMargins(isReversed ? 0 : width, 0, isReversed ? width : 0, 0);
    const QRect inner = contentsRect();
    m_gutter->setGeometry(isReversed ? inner.right() - width + 1 : inner.left(), inner.top(), width,
                          inner.height());
}

void ScriptEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void ScriptEdit::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), colour(Token::Sunken));
    painter.setFont(font());
    const int right = m_gutter->width() - Theme::instance().scaled(8);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF lines = blockBoundingGeometry(block).translated(contentOffset());
        if (lines.top() > event->rect().bottom())
            break;
        const bool isMarked = block.blockNumber() + 1 == m_marked;
        painter.setPen(colour(isMarked ? Token::Fail : Token::Text3));
        painter.drawText(QRectF(0, lines.top(), right, fontMetrics().height()), Qt::AlignRight,
                         QString::number(block.blockNumber() + 1));
    }
}

void ScriptEdit::markLine(int line)
{
    m_marked = line;
    QList<QTextEdit::ExtraSelection> marks;
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (line > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.cursor.select(QTextCursor::BlockUnderCursor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(colour(Token::Fail));
        QTextEdit::ExtraSelection ground;
        ground.cursor = QTextCursor(block);
        ground.format.setBackground(colour(Token::FailSoft));
        ground.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks = {ground, mark};
    }
    setExtraSelections(marks);
    m_gutter->update();
}

void ScriptEdit::goToLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
}

/// Before the window's own Ctrl+Enter, which connects.
bool ScriptEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isRunKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

void ScriptEdit::keyPressEvent(QKeyEvent *event)
{
    if (isRunKey(event)) {
        Q_EMIT runRequested();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace wirewise::gui
