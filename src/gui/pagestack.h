#pragma once

#include <QStackedWidget>

namespace wirewise::gui {

/// Pages of which one is shown. Only that one is measured: laying out the texts of pages that nobody sees
/// would be a third of what the window costs to open.
class PageStack : public QStackedWidget
{
    Q_OBJECT
public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

} // namespace wirewise::gui
