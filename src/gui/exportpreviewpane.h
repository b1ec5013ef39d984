#pragma once

#include "gui/exportjob.h"

#include <QTextCursor>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

class ReportPaper;

namespace Ui {
class ExportPreviewPane;
}

/// The beginning of the file as it will be written, as a page or as its text, and a way from one removed
/// place to the next.
class ExportPreviewPane : public QWidget
{
    Q_OBJECT
public:
    explicit ExportPreviewPane(QWidget *parent = nullptr);
    ~ExportPreviewPane() override;

    /// Keeps the place that is looked at, as far as there still is one. The paper may be null.
    void show(const ExportPreview &preview, std::shared_ptr<ReportPaper> paper);
    /// Something else is being made; what is shown is not it.
    void setStale(bool stale);
    void step(int by);
    [[nodiscard]] qsizetype placesShown() const { return m_places.size(); }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] bool showsPage() const;
    [[nodiscard]] static QString sourceText(const ExportPreview &preview);
    void findPlaces();
    void mark();
    void showRemark(const ExportPreview &preview);

    std::unique_ptr<Ui::ExportPreviewPane> m_ui;
    ExportPreview m_preview;
    QList<QTextCursor> m_places;
    qsizetype m_place = -1;
};

} // namespace wirewise::gui
