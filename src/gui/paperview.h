#pragma once

#include "gui/reportpaper.h"

#include <QTextBrowser>

namespace wirewise::gui {

/// Shows a ReportPaper as a sheet on the window's ground. Follows no link and fetches nothing.
class PaperView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit PaperView(QWidget *parent = nullptr);
    ~PaperView() override;

    /// Takes the paper, which must live on this thread; null shows an empty sheet.
    void setPaper(std::shared_ptr<ReportPaper> paper);
    [[nodiscard]] ReportPaper *paper() const { return m_paper.get(); }

protected:
    void resizeEvent(QResizeEvent *event) override;
    QVariant loadResource(int type, const QUrl &name) override;
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;

private:
    void fitSheet();

    std::shared_ptr<ReportPaper> m_paper;
};

} // namespace wirewise::gui
