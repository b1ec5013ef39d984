#include "gui/widgets/elidedlabel.h"

#include "gui/widgets/theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace wirewise::gui {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

ElidedLabel::ElidedLabel(const QString &text, TextStyle style, Token token, QWidget *parent)
    : ElidedLabel(parent)
{
    m_style = style;
    m_token = token;
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setTextStyle(TextStyle style)
{
    m_style = style;
    updateGeometry();
    update();
}

void ElidedLabel::setToken(Token token)
{
    m_token = token;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

bool ElidedLabel::isElided() const
{
    return QFontMetricsF(Theme::instance().font(m_style)).horizontalAdvance(m_text) > width();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetricsF metrics(Theme::instance().font(m_style));
    return {static_cast<int>(std::ceil(metrics.horizontalAdvance(m_text))) + 1,
            Theme::instance().lineHeight(m_style)};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetricsF metrics(Theme::instance().font(m_style));
    return {qMin(sizeHint().width(), static_cast<int>(metrics.horizontalAdvance(QStringLiteral("WWW…")))),
            sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = Theme::instance().font(m_style);
    painter.setFont(font);
    painter.setPen(colour(isEnabled() ? m_token : Token::Faint));
    painter.drawText(QRectF(rect()), static_cast<int>(m_alignment) | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(m_text, m_mode, width()));
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        // Escaped, because a tool tip would take a text that looks like markup for markup.
        if (isElided())
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                               u"<p>" % m_text.toHtmlEscaped() % u"</p>", this);
        else
            event->ignore();
        return true;
    }
    return QWidget::event(event);
}

} // namespace wirewise::gui
