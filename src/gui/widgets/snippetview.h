#pragma once

#include <QTextEdit>

namespace wirewise::gui {

/// A fix as lines: "- " removed, "+ " added, "#" comments, others as they are. Read-only, selectable, in a
/// sunken card that is as high as its lines (at most maximumLines, then it scrolls).
class SnippetView : public QTextEdit
{
    Q_OBJECT
public:
    explicit SnippetView(QWidget *parent = nullptr);

    void setSnippet(const QString &snippet);
    [[nodiscard]] QString snippet() const { return m_snippet; }
    /// What the file shall hold: added and context lines without their signs, no removed ones.
    [[nodiscard]] QString resultText() const;
    void setMaximumLines(int lines); ///< 8 at first

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refresh();

    QString m_snippet;
    int m_maximumLines = 8;
};

} // namespace wirewise::gui
