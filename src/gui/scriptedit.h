#pragma once

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace wirewise::gui {

/// Colours the steps of a script: comments, verbs, values and `{{names}}`.
class ScriptHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit ScriptHighlighter(QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;
};

/// A script with the numbers of its lines, one of which may be marked as wrong.
class ScriptEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit ScriptEdit(QWidget *parent = nullptr);

    /// From 1; 0 marks none.
    void markLine(int line);
    void goToLine(int line);

Q_SIGNALS:
    void runRequested();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Gutter;
    friend class Gutter;
    void follow();
    void fit();
    void paintGutter(QPaintEvent *event);
    [[nodiscard]] int gutterWidth() const;

    Gutter *m_gutter;
    int m_marked = 0;
};

} // namespace wirewise::gui
