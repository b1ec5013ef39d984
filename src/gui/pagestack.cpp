#include "gui/pagestack.h"

namespace wirewise::gui {

QSize PageStack::sizeHint() const
{
    return currentWidget() ? currentWidget()->sizeHint() : QSize();
}

QSize PageStack::minimumSizeHint() const
{
    if (!currentWidget())
        return {};
    return currentWidget()->minimumSizeHint().expandedTo(currentWidget()->minimumSize());
}

} // namespace wirewise::gui
