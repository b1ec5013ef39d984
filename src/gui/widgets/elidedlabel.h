#pragma once

#include "gui/widgets/textstyle.h"
#include "gui/widgets/token.h"

#include <QWidget>

namespace wirewise::gui {

/// One line of plain text that is shortened with "…" where it does not fit; the tool tip then has all of it.
class ElidedLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    explicit ElidedLabel(const QString &text, TextStyle style = TextStyle::Body, Token token = Token::Text1,
                         QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    void setTextStyle(TextStyle style);
    void setToken(Token token);
    void setElideMode(Qt::TextElideMode mode); ///< right at first
    void setAlignment(Qt::Alignment alignment);
    [[nodiscard]] bool isElided() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_text;
    TextStyle m_style = TextStyle::Body;
    Token m_token = Token::Text1;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    Qt::Alignment m_alignment = Qt::AlignLeading | Qt::AlignVCenter;
};

} // namespace wirewise::gui
