#pragma once

#include <QByteArray>
#include <QString>
#include <QTextCursor>
#include <QTextDocument>

#include <memory>

class QIODevice;

namespace wirewise::gui {

class ExportWatch;

/// A report as it looks on paper: white in either theme, and on its own. Fetches nothing, whatever the text
/// names: no picture, no file, no address.
class ReportPaper : public QTextDocument
{
    Q_OBJECT
public:
    enum class Text { Html, Markdown };
    /// Any thread; belongs to the one that makes it, until moveToThread().
    ReportPaper(const QString &text, Text kind);

    /// A stretch of text that stands for a removed value.
    struct Box
    {
        int from = 0, to = 0;
    };
    /// In the order of the text.
    [[nodiscard]] QList<Box> removedPlaces() const;

    /// A4 with page numbers, fonts embedded. False if the device takes no more, or the watch was cancelled.
    [[nodiscard]] bool writePdf(QIODevice &out, const QString &title, const ExportWatch &watch);

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    [[nodiscard]] QList<QTextCursor> stretches(bool (*isWanted)(const QTextCharFormat &)) const;
    void keepHeadingSizes();
    void dressMarkdown();
    void keepHeadings(qreal pageHeight);
};

} // namespace wirewise::gui
