#include "gui/widgets/segmentedcontrol.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

#include <cmath>

namespace wirewise::gui {

namespace {

constexpr int Height = 26, Padding = 10, Gap = 6;

// One choice; it draws itself, because the frame around all of them is one.
class SegmentButton : public QToolButton
{
public:
    explicit SegmentButton(QWidget *parent)
        : QToolButton(parent)
    {
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        m_turn.setInterval(40);
        connect(&m_turn, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    }

    void setSegment(const Segment &segment)
    {
        m_segment = segment;
        QString name = segment.text;
        if (!segment.detail.isEmpty())
            name += u' ' % segment.detail;
        if (segment.busy)
            name += u", " % SegmentedControl::tr("running");
        setAccessibleName(name);
        setToolTip(segment.toolTip);
        followMotion();
        updateGeometry();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const Theme &theme = Theme::instance();
        qreal width =
            2 * Padding + QFontMetricsF(theme.font(TextStyle::BodyStrong)).horizontalAdvance(m_segment.text);
        if (m_segment.icon)
            width += theme.scaled(14) + (m_segment.text.isEmpty() ? 0 : Gap);
        if (!m_segment.detail.isEmpty())
            width +=
                Gap + QFontMetricsF(theme.font(TextStyle::BytesStrong)).horizontalAdvance(m_segment.detail);
        if (m_segment.busy)
            width += Gap + theme.scaled(14);
        return {static_cast<int>(std::ceil(width)), theme.scaled(Height)};
    }

    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool hovered = underMouse() && isEnabled();
        if (isChecked())
            paintBox(&painter, rect(), colour(Token::Sel), colour(Token::AccentText));
        else if (hovered)
            paintBox(&painter, QRectF(rect()).adjusted(1, 1, -1, -1), colour(Token::Hover), Qt::transparent,
                     4);
        paintParts(painter);
        if (hasFocus())
            paintFocusRing(&painter, rect());
    }

    void showEvent(QShowEvent *event) override
    {
        QToolButton::showEvent(event);
        followMotion();
    }
    void hideEvent(QHideEvent *event) override
    {
        QToolButton::hideEvent(event);
        m_turn.stop();
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const bool reversed = isRightToLeft();
        const bool back =
            event->key() == Qt::Key_Up || event->key() == (reversed ? Qt::Key_Right : Qt::Key_Left);
        const bool on =
            event->key() == Qt::Key_Down || event->key() == (reversed ? Qt::Key_Left : Qt::Key_Right);
        if (!back && !on)
            return QToolButton::keyPressEvent(event);
        auto *control = static_cast<SegmentedControl *>(parentWidget());
        const int target =
            qBound(0, control->currentIndex() + (on ? 1 : -1), static_cast<int>(control->count()) - 1);
        control->setCurrentIndex(target);
    }

private:
    void followMotion()
    {
        if (m_segment.busy && isVisible() && !Theme::instance().reducedMotion())
            m_turn.start();
        else
            m_turn.stop();
    }

    void paintParts(QPainter &painter)
    {
        const Theme &theme = Theme::instance();
        const QRectF box(rect());
        const qreal side = theme.scaled(14);
        qreal at = Padding;
        const auto place = [&](qreal width) {
            const QRectF part(isRightToLeft() ? box.width() - at - width : at, 0, width, box.height());
            at += width + Gap;
            return part;
        };
        const QColor text = colour(isEnabled() ? Token::Text1 : Token::Faint);
        if (m_segment.icon) {
            const QRectF part = place(side);
            Icons::paint(&painter, *m_segment.icon,
                         QRectF(part.left(), box.center().y() - side / 2, side, side),
                         isEnabled() && m_segment.iconToken ? colour(*m_segment.iconToken) : text);
        }
        const QFont font = theme.font(isChecked() ? TextStyle::BodyStrong : TextStyle::Body);
        painter.setFont(font);
        painter.setPen(text);
        if (!m_segment.text.isEmpty())
            painter.drawText(place(std::ceil(QFontMetricsF(font).horizontalAdvance(m_segment.text))),
                             Qt::AlignVCenter | Qt::TextSingleLine, m_segment.text);
        if (!m_segment.detail.isEmpty()) {
            const QFont bytes = theme.font(TextStyle::BytesStrong);
            painter.setFont(bytes);
            painter.setPen(colour(isEnabled() ? m_segment.detailToken : Token::Faint));
            painter.drawText(place(QFontMetricsF(bytes).horizontalAdvance(m_segment.detail) + 1),
                             Qt::AlignVCenter | Qt::TextSingleLine, m_segment.detail);
        }
        if (m_segment.busy) {
            const QRectF part = place(side);
            paintRing(&painter, QRectF(part.left(), box.center().y() - side / 2, side, side),
                      colour(Token::AccentText), ringAngle(), 1.5);
        }
    }

    Segment m_segment;
    QTimer m_turn;
};

} // namespace

SegmentedControl::SegmentedControl(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::setCurrentIndex);
    connect(&Theme::instance(), &Theme::changed, this, [this] { setSegments(QList<Segment>(m_segments)); });
}

void SegmentedControl::setSegments(const QList<Segment> &segments)
{
    QList<QAbstractButton *> buttons = m_group->buttons();
    while (buttons.size() > segments.size()) {
        QAbstractButton *last = buttons.takeLast();
        m_group->removeButton(last);
        delete last;
    }
    while (buttons.size() < segments.size()) {
        auto *button = new SegmentButton(this);
        layout()->addWidget(button);
        m_group->addButton(button, static_cast<int>(buttons.size()));
        buttons.append(button);
    }
    m_segments = segments;
    for (qsizetype index = 0; index < segments.size(); ++index)
        static_cast<SegmentButton *>(buttons.at(index))->setSegment(segments.at(index));
    if (m_current >= segments.size() || (m_current < 0 && !segments.isEmpty()))
        setCurrentIndex(segments.isEmpty() ? -1 : 0);
    else
        showCurrent(false);
    updateGeometry();
    update();
}

void SegmentedControl::setTexts(const QStringList &texts)
{
    QList<Segment> segments;
    for (const QString &text : texts) {
        Segment segment;
        segment.text = text;
        segments.append(segment);
    }
    setSegments(segments);
}

int SegmentedControl::currentIndex() const
{
    return m_current;
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (index < -1 || index >= m_segments.size() || index == m_current)
        return;
    const bool focused =
        m_current >= 0 && m_group->button(m_current) != nullptr && m_group->button(m_current)->hasFocus();
    m_current = index;
    showCurrent(focused);
    Q_EMIT currentChanged(index);
}

// One Tab stop: only the chosen button takes the focus with Tab.
void SegmentedControl::showCurrent(bool focus)
{
    for (QAbstractButton *button : m_group->buttons()) {
        const bool chosen = m_group->id(button) == m_current;
        button->setFocusPolicy(chosen ? Qt::StrongFocus : Qt::ClickFocus);
        if (chosen) {
            button->setChecked(true);
            if (focus)
                button->setFocus(Qt::OtherFocusReason);
        }
    }
    update();
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(&painter, rect(), colour(Token::Surface), colour(Token::Border2));
    // A line between two that are not chosen.
    for (int index = 1; index < m_segments.size(); ++index) {
        if (index == m_current || index == m_current + 1)
            continue;
        const QRect box = m_group->button(index)->geometry();
        painter.fillRect(QRect(isRightToLeft() ? box.right() : box.left(), 1, 1, height() - 2),
                         colour(Token::Border2));
    }
}

void SegmentedControl::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::EnabledChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace wirewise::gui
