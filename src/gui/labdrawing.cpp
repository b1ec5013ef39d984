#include "gui/labdrawing.h"

#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace wirewise::gui {

LabDrawing::LabDrawing(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LabDrawing::setDrawing(const lab::Drawing &drawing)
{
    m_drawing = drawing;
    QStringList words;
    for (qsizetype i = 0; i < drawing.actors.size(); ++i) {
        words << lab::text(drawing.actors.at(i).name);
        if (i < drawing.links.size())
            words << lab::text(drawing.links.at(i).label);
    }
    setAccessibleName(words.join(QLatin1String(", ")));
    setVisible(!drawing.actors.isEmpty());
    updateGeometry();
    update();
}

QSize LabDrawing::sizeHint() const
{
    return {Theme::instance().scaled(400), Theme::instance().scaled(78)};
}

QSize LabDrawing::minimumSizeHint() const
{
    return {Theme::instance().scaled(200), sizeHint().height()};
}

void LabDrawing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::instance();
    paintBox(&painter, QRectF(rect()), colour(Token::Sunken), colour(Token::Border), CardRadius);
    const qsizetype count = m_drawing.actors.size();
    if (count == 0)
        return;
    const QFont nameFont = theme.font(TextStyle::BodyStrong), noteFont = theme.font(TextStyle::Secondary);
    QList<int> widths;
    int used = 0;
    for (const lab::Actor &actor : std::as_const(m_drawing.actors)) {
        widths << std::max({QFontMetrics(nameFont).horizontalAdvance(lab::text(actor.name)),
                            QFontMetrics(noteFont).horizontalAdvance(lab::text(actor.note)),
                            theme.scaled(30)}) +
                      theme.scaled(24);
        used += widths.constLast();
    }
    const int margin = theme.scaled(14);
    const int gap =
        count > 1 ? std::max(theme.scaled(20), (width() - 2 * margin - used) / static_cast<int>(count - 1))
                  : 0;
    const int height = theme.scaled(50), top = (this->height() - height) / 2;
    int x = margin;
    for (qsizetype i = 0; i < count; ++i) {
        const lab::Actor &actor = m_drawing.actors.at(i);
        const QRectF box(x, top, widths.at(i), height);
        paintBox(&painter, box, colour(Token::Surface), colour(actor.failing ? Token::Fail : Token::Ctl));
        painter.setFont(nameFont);
        painter.setPen(colour(actor.failing ? Token::Fail : Token::Text1));
        painter.drawText(box.adjusted(0, 6, 0, -height / 2.0), Qt::AlignCenter, lab::text(actor.name));
        painter.setFont(noteFont);
        painter.setPen(colour(Token::Text2));
        painter.drawText(box.adjusted(0, height / 2.0, 0, -6), Qt::AlignCenter, lab::text(actor.note));
        x += widths.at(i);
        if (i + 1 < count && i < m_drawing.links.size()) {
            const lab::Link &link = m_drawing.links.at(i);
            const QColor ink = colour(link.broken ? Token::Fail : Token::Ok);
            QPen pen(ink, 2);
            if (link.broken)
                pen.setStyle(Qt::DotLine);
            painter.setPen(pen);
            const int middle = this->height() / 2 + theme.scaled(6), inset = theme.scaled(7);
            painter.drawLine(QPointF(x + inset, middle), QPointF(x + gap - inset, middle));
            const QFont font = theme.font(TextStyle::CodeSmall);
            painter.setFont(font);
            painter.drawText(QRect(x + 2, middle - theme.scaled(22), gap - 4, theme.scaled(18)),
                             Qt::AlignCenter,
                             QFontMetrics(font).elidedText(lab::text(link.label), Qt::ElideRight, gap - 4));
        }
        x += gap;
    }
}

} // namespace wirewise::gui
