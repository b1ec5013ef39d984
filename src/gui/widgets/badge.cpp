#include "gui/widgets/badge.h"

#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

Badge::Badge(int number, QWidget *parent)
    : QWidget(parent)
    , m_number(number)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setNumber(number);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Badge::setNumber(int number)
{
    m_number = number;
    setAccessibleName(tr("Evidence %1").arg(number));
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    const int side = Theme::instance().scaled(18);
    return {m_number > 99 ? 2 * side : side, side};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(&painter, QRectF(rect()).center(), m_number, Theme::instance().scaled(17));
}

} // namespace wirewise::gui
