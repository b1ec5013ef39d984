#pragma once

#include <QSyntaxHighlighter>

namespace wirewise::gui {

/// Colours the keys, texts and numbers of JSON, and the `{{names}}` that are filled in when it is sent.
class ComposerHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit ComposerHighlighter(QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;
};

} // namespace wirewise::gui
