#include "gui/widgets/evidencerow.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/proselabel.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace wirewise::gui {

namespace {

constexpr int MarkWidth = 25, Above = 3, Below = 2;

} // namespace

EvidenceRow::EvidenceRow(const EvidenceItem &item, int number, QWidget *parent)
    : QWidget(parent)
    , m_item(item)
    , m_number(number)
    , m_text(new ProseLabel(this))
{
    Prose prose = Prose::fromCatalogue(item.says, TextStyle::Body, Token::Text1);
    if (!item.place.isEmpty())
        prose.add(QStringLiteral(" ") % item.place, TextStyle::Secondary, Token::Text3);
    m_text->setProse(prose);
    m_text->setSelectable(true);
    m_text->setFocusless(true);
    // Its height follows its width alone: a hint of another width must not hold a column open.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    const bool numbered = item.mark == EvidenceItem::Mark::Number;
    setAccessibleName((numbered ? EvidenceList::tr("Evidence %1: ").arg(number) : QString()) %
                      m_text->text());
    if (!item.place.isEmpty()) {
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAccessibleDescription(EvidenceList::tr("Enter shows the bytes."));
    }
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

void EvidenceRow::setCurrent(bool current)
{
    m_current = current;
    update();
}

QSize EvidenceRow::sizeHint() const
{
    return {300, heightForWidth(width() > 40 ? width() : 300)};
}

QSize EvidenceRow::minimumSizeHint() const
{
    const Theme &theme = Theme::instance();
    return {theme.scaled(160), theme.lineHeight(TextStyle::Body) + theme.scaled(Above + Below)};
}

int EvidenceRow::heightForWidth(int width) const
{
    const Theme &theme = Theme::instance();
    return m_text->heightForWidth(qMax(20, width - theme.scaled(MarkWidth))) + theme.scaled(Above + Below);
}

void EvidenceRow::resizeEvent(QResizeEvent *)
{
    const Theme &theme = Theme::instance();
    const int mark = theme.scaled(MarkWidth);
    m_text->setGeometry(QStyle::visualRect(
        layoutDirection(), rect(),
        QRect(mark, theme.scaled(Above), width() - mark, height() - theme.scaled(Above + Below))));
}

void EvidenceRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    QPainter painter(this);
    const int side = theme.scaled(17);
    const QRect box = QStyle::visualRect(
        layoutDirection(), rect(),
        QRect(0, theme.scaled(Above) + (theme.lineHeight(TextStyle::Body) - side) / 2, side, side));
    if (m_item.mark == EvidenceItem::Mark::Number)
        paintBadge(&painter, QRectF(box).center(), m_number, side);
    else
        Icons::paint(&painter, m_item.mark == EvidenceItem::Mark::Tick ? "check" : "info",
                     QRectF(box).adjusted(1, 1, -1, -1),
                     colour(m_item.mark == EvidenceItem::Mark::Tick ? Token::Ok : Token::Text2));
    if (m_current && m_item.mark == EvidenceItem::Mark::Number) {
        // The claim whose bytes are in view: a ring around its number.
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour(Token::OnBadge), 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(box).adjusted(1, 1, -1, -1));
    }
    if (hasFocus())
        paintFocusRing(&painter, rect(), 4);
}

void EvidenceRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_item.place.isEmpty() && m_text->selectedText().isEmpty())
        Q_EMIT activated();
}

void EvidenceRow::keyPressEvent(QKeyEvent *event)
{
    const bool press =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (press && !m_item.place.isEmpty())
        Q_EMIT activated();
    else if (event->matches(QKeySequence::Copy))
        m_text->copy();
    else
        event->ignore();
}

void EvidenceRow::focusInEvent(QFocusEvent *)
{
    update();
}

void EvidenceRow::focusOutEvent(QFocusEvent *)
{
    update();
}

} // namespace wirewise::gui
