#include "gui/widgets/textstyle.h"

namespace wirewise::gui {

QString textFamily()
{
    return QStringLiteral("Inter");
}

QString bytesFamily()
{
    return QStringLiteral("Hack");
}

} // namespace wirewise::gui
